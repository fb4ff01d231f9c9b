/** The tables of canon 1, frozen: see `canon.ts`. */

/** Letters beyond `a`–`z` after NFKD without marks, each with what it becomes. */
export const CANON_LETTERS =
  'ßss æae œoe øo ðd đd þth łl ıi ĸk ŋn ħh ŧt əe ɛe ɔo ƒf ɓb ɗd ƙk ƴy ɣgh ʒzh ǥg ɖd ·l ƣgh ɵo ᵹg аa бb вv гg дd ' +
  'еe жzh зz иi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe юyu яya іi єye ґg ѕdz јy љl њn ' +
  'ћch ђdj џdj әa ғgh қq ңn өo ұu үu һh ҳh ҷj җj ѣe ѳf ѵi αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ' +
  'ςs τt υy φf χkh ψps ωo אa בb גg דd הh וw זz חh טt יy כk ךk לl מm םm נn ןn סs עa פf ףf צts ץts קk רr שsh תt اa ' +
  'ٱa بb تt ثth جj حh خkh دd ذdh رr زz سs شsh صs ضd طt ظz عa غgh فf قq كk لl مm نn هh وw يy ىa ةa ء پp چch ژzh گg ' +
  'کk یy ېe ۍy ټt ډd ړr ځdz څts ښsh ڼn ںn ہh ھh ےe ٹt ڈd ڑr ەe ڕr ڵl ۆo ێe ڤv ڨg ګg';

/** Particles and titles that some write and some do not. */
export const CANON_DROPPED =
  'al el ul ar as ash ad an az at bin ibn ben bint binti abu abou abi um umm oum ould wuld de del della di da das ' +
  'do dos du la le los las van von vander vom zu zum zur der den ter ten af av of the y e i mr mrs ms miss mstr ' +
  'dr prof sheikh shaykh haji hajji mullah maulavi mawlawi qari ustad sayyid general colonel jr sr';

/** Skeletons of common words of names, each with its step of commonness. */
export const CANON_SHARES =
  'AS4 ASk5 ASrf1 Abd8 Abdkdr5 Abdkfr2 Abdkrm3 Abdl6 Abdltf1 Abdmd4 Abdrm2 Abdrmn5 Abdrsk5 Abds4 Abdslm2 Abkr4 ' +
  'Abrm4 Abs6 Adl3 Adm6 Adms4 Adn6 Adrd6 Afkn6 AfknfS5 Afl3 Afn4 Afnf5 AfnfS4 Ak2 Akbr5 Akfr4 Akl5 Aknd1 Akns4 ' +
  'Akr5 AkrfS4 AksSnk1 Aktrn4 Al6 Albrt3 Alf7 Alfns2 Alfr7 Alfrd4 Alfrs5 Alfs2 Aljndr5 Alk5 AlkfS2 Alks7 AlksfS5 ' +
  'Alksfn4 Alksndr6 AlksndrfS5 Alksndrfn4 Alm5 Almd4 Aln7 Alns3 Alrs1 Als5 Alsbt4 AlsmrfS1 Amd8 Aml5 Amn6 Amr7 ' +
  'An6 Andr6 AndrfS5 Andrs5 Andrsn4 Ank5 Ankl5 Anr4 Anrk2 Ans5 Ansts3 Antl4 AntlfS6 Antlfn3 Antn6 Ar4 Arb5 Arf4 ' +
  'Arj3 Ark6 Arl5 Arln3 Arn5 Arnst2 Ars6 Artk2 Artm3 Artr3 Arts4 As5 Asbst4 Asd5 Askr6 Askrf1 Asl5 Aslm3 Asm6 ' +
  'Asml5 Asmn5 Asr5 Ast5 Astrd2 Astrk4 At4 Atmn2 Sbn5 Skr6 Sl4 Sm6 Smdt4 Sn5 Sndr4 Snk6 Srf6 Srk5 Srls4 Srm4 bSr5 ' +
  'bdr4 bf4 bfl4 bflfS2 bibi4 bk2 bkm4 bkr6 bl6 bltrn1 bn4 bnS4 bnk7 br5 brbr4 brk4 brn5 brnS1 brnrd4 brs7 brsfS3 ' +
  'brsfn2 brsn6 brt4 bsr5 btl4 btn5 btr5 btrf4 btrfS5 btrs5 btrsn4 bui4 cho4 choe2 choi4 dbs4 df4 dfd5 dfs4 dk4 ' +
  'dl4 dmr4 dmtr6 dmtrfS3 dnk6 dnl5 dns3 dr5 drn4 drnd4 ds5 fSr4 fSslf2 fSslfS2 fbr4 fd4 fdl5 fdm3 fdrfS4 fknr4 ' +
  'fkr4 fktr5 fktrfS5 fktrfn4 fl1 flb5 flbs4 fld5 fldmr5 fldmrfS5 fldmrfn2 fldslf2 flf5 flfknk4 flkf4 flkr4 flks3 ' +
  'flm4 flms4 flns1 flntn2 flntnfS2 flr4 flrfS6 flrfn3 flrs5 flsks2 flsn4 fm4 fn6 fnk6 fnsn4 fr5 frd4 frk6 frks5 ' +
  'frkt4 frm4 frnd4 frnds1 frnk6 frnks4 frnsk5 frs6 fs4 fsks2 fsl7 fslf4 fslfS5 fslfn4 fsr4 ft4 ftl3 ftlfS5 ftm4 ' +
  'ftnb4 gao4 guo4 habib2 habibi2 hadi1 he4 hill4 ho4 hu4 hua4 hui4 hyok1 jS4 jbr5 jfd5 jfkn5 jfknfS5 jfr6 jkb5 ' +
  'jkflfS1 jks4 jksn4 jktrn1 jl4 jlds4 jlms4 jln3 jml5 jmns4 jms4 jmt4 jn8 jnfr4 jnk8 jns7 jnsn4 joao4 jr5 jrfS6 ' +
  'jrfn4 jrk4 js5 jsf7 jsk4 jsm3 jsn4 jsr4 kaya4 kbS4 kbrl4 kbt4 kdf3 kdlb4 kdn5 kdr7 kfn5 kfr5 kl3 klb4 klbl4 ' +
  'kld6 klf5 klm5 klmb4 klmrs1 kln5 klr5 klrk4 kls4 km4 kmbl4 kml5 kmn5 kmr6 kms5 kn6 knd3 kndfS4 knk8 knsls5 ' +
  'knstntn2 knstntnfS2 knt4 kntr3 kntrs1 ko1 kr2 krd2 krdn6 krf6 krk6 krkfS4 krkr4 krkrfS3 krkrn4 krl5 krln5 ' +
  'krls4 krm6 krmf5 krmn5 krn6 krs5 krstfr4 krstn4 krtr4 ks5 ksb4 ksf5 ksl5 ksm8 ksmn4 ksn6 ksnsf4 ksr5 kst4 ' +
  'kstf2 kstl5 kstlm1 kstr2 kt5 ktb4 ktr1 ktrs4 lbs4 lee4 lei4 li4 liu4 lk4 lkn5 lm4 ln4 lnd5 lndfS3 lnk4 lr4 ' +
  'lrnt4 lrs4 ls5 luo4 mSl7 ma4 md9 mdf4 mdn5 mj1 mjd5 mkl5 mklfS6 mknk2 mksm5 mld5 mlk5 mln6 mlr5 mn4 mnds5 mnk6 ' +
  'mnl4 mnr5 mns4 mnsr5 mnt4 mr8 mrd4 mrf5 mrk6 mrkn4 mrks4 mrl4 mrls4 mrm4 mrn6 mrs7 mrt6 mrtn4 mrtns5 mrts2 ms7 ' +
  'msd6 msn5 mstf6 mt5 mtn5 nbl2 nino4 nk7 nkl6 nklfS5 nklfn3 nkls4 nkmr4 nkn4 nkt2 nlsn4 nm2 nr4 nrdn4 nrs4 ns4 ' +
  'nsm5 nsr6 ntl5 oo1 rSd5 rSrd4 rao4 rawi1 rb3 rbn3 rbnsn4 rbrs4 rbrt4 rd4 rdn5 rdrks4 rfl3 rfr5 ri3 rkrd4 rks4 ' +
  'rl1 rls2 rm4 rmn7 rmr2 rmrs4 rms4 rndn2 rnds4 rnk6 rnkn1 rs8 rsln3 rsr2 rstm5 sb1 sbr5 sd7 sdk6 sdm1 sdrf4 ' +
  'sfr5 sftln4 shah4 sk4 skr6 skrf5 skt4 sl5 slf5 slk4 slm6 slmn6 sls5 slsr2 sltn4 sm5 smd3 smn5 smr6 smrnf4 smt4 ' +
  'smtr2 sn9 snSs4 snb4 snf4 snk7 snts5 souza4 sr7 srk7 srkfS5 srkfn2 srksn4 srn6 st4 stfn5 stnslf1 str4 su2 ' +
  'taha1 tao4 thi4 tkS4 tkrt4 tlb4 tlr4 tm4 tmbsn4 tmr3 tms4 tn5 tnk7 tr5 trk5 trn4 trs5 vu4 wei4 wu4 yahya2 yu4 ' +
  'zhao4 zhou4 zhu4';
